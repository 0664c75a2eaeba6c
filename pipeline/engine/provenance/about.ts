/** What a project says of itself to catalogues and archives; the engine knows none of it. */
import type { Digest } from "../files/digest.ts";

export interface About {
  /** of the software, in one line */
  title: string;
  /** what it is, in a few sentences */
  abstract: string;
  keywords: readonly string[];
  /** as SPDX calls it: `MIT` */
  license: string;
  /** of the software, by the name under which they publish it */
  authors: readonly string[];
  /** the program of its commands, from the project's folder */
  program: string;
  /** what it reproduces */
  paper: Paper;
  /** what it takes from elsewhere */
  dataSets: readonly DataSet[];
}

/** A person who has written or made something, by name. */
export interface Person {
  given: string;
  family: string;
}

/** A company or an institution, by its name. */
export interface Organization {
  name: string;
}

/** A publication of others. */
export interface Paper {
  title: string;
  authors: readonly Person[];
  /** in what it appeared, and where there */
  collection: string;
  volume: number;
  year: number;
  url: string;
}

/** Data of others, on terms of their own. */
export interface DataSet {
  name: string;
  description: string;
  url: string;
  creators: readonly Person[];
  /** who hold the copyright */
  holders: readonly (Person | Organization)[];
  license: { name: string; url: string };
  /** what its makers want to have cited */
  citation: string;
  /** its files → the SHA-256 of each */
  files: Readonly<Record<string, Digest>>;
}

/** Where the text of a licence is that SPDX lists. */
export const licenseUrl = ({ license }: Pick<About, "license">) =>
  `https://spdx.org/licenses/${license}`;

/** Whether SPDX lists a licence by this name; else it is a choice of several, or none that is known. */
export const isListed = (license: string) => /^[\w.-]+$/.test(license);

/** `William F. Podlaski` */
export const fullName = (one: Person | Organization) =>
  "name" in one ? one.name : `${one.given} ${one.family}`;

/** What a project says of itself, for people who read it where nothing else is at hand. */
import { type About, fullName, type Person } from "./about.ts";

const names = (people: readonly Person[]) => people.map(fullName).join(", ");

/** What a project is, of whom, and on which terms; the paper and data that it has from others. */
export function aboutText(
  { abstract, authors, license, paper, dataSets }: About,
): string {
  const { title, collection, volume, year, url } = paper;
  return [
    `${abstract} Of ${authors.join(", ")}, under the licence ${license}.`,
    `The paper is of others: ${
      names(paper.authors)
    }, "${title}", ${collection} ${volume}, ${year}; ${url}`,
    ...dataSets.map(({ name, description, creators, license, url }) =>
      `So are the data: ${name}, of ${
        names(creators)
      }; ${url} ${description} Licence: ${license.name}, ${license.url}`
    ),
  ].map(lines).join("\n");
}

/** A paragraph in lines of at most 84 letters, but for longer words. */
const lines = (text: string) => text.replace(/(.{1,84}|\S+)(\s+|$)/g, "$1\n");

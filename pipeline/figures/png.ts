/** PNG files, as small as they get without filters: the one door to fast-png. */
import { encode, type ImageData } from "fast-png";

/** The file of an image, the same bytes whenever its values and texts are. */
export function pngFile(image: ImageData): Uint8Array {
  return encode(image, { zlib: { level: 9 } });
}

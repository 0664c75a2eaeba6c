/**
 * Whether a text from elsewhere is fit to be shown in a line: control characters
 * can speak to a terminal, and invisible ones change how the rest of it is read.
 */
export function isShowable(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** Why what should be an archive is not taken for one: words that go on after its name. */
export class Damage extends Error {
  override name = "Damage";
}

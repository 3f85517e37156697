/** Words of a name by which it is a house or a site within some town, which the name itself does not tell. */
const SITE =
  /\b(?:palace|hotel|hall|house|cent(?:er|re)|base|castle|villa|residence|university|mansion|resort|headquarters)\b/

/**
 * Whether two names may mean one venue: the same but for accents, case and what is added ("Istanbul, Türkiye"), or a site and a
 * town. An unnamed place, or a host country's name, fits every other.
 *
 * @param countries - Names of the states that take part or host.
 */
export function placesFit(a: string | null, b: string | null, countries: readonly string[] = []): boolean {
  if (a === null || b === null) return true
  const [one, two] = [folded(a), folded(b)]
  if (one.includes(` ${two.trim()} `) || two.includes(` ${one.trim()} `)) return true
  const wide = countries.map(folded)
  if (wide.includes(one) || wide.includes(two)) return true
  return SITE.test(one) !== SITE.test(two)
}

/** The name that tells most briefly which town it is, of several that mean one venue. */
export function townAmong(places: readonly string[], countries: readonly string[] = []): string | null {
  const wide = countries.map(folded)
  const rank = (place: string) => Number(SITE.test(folded(place))) + 2 * Number(wide.includes(folded(place)))
  const inOrder = [...places].sort((a, b) => rank(a) - rank(b) || a.length - b.length)
  const best = inOrder[0] ?? null
  // A dateline's capitals give way to the same name as it is written elsewhere.
  return inOrder.find(place => best !== null && folded(place) === folded(best) && place !== place.toUpperCase()) ?? best
}

const folded = (name: string) =>
  ` ${name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

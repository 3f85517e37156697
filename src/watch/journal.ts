import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { failureOf } from '../intake/arrival.ts'

/** Values by key that survive a kill: what `put` has returned from is on the disk, all of one call or nothing. */
export interface Journal {
  /** What the file held was no journal; it was put aside under this name. Null where all is well. */
  readonly broken: string | null
  get(key: string): unknown
  keys(): readonly string[]
  /** Sets values; null takes one away. Throws `FILE_UNREADABLE` where the disk takes nothing. */
  put(changes: Readonly<Record<string, unknown>>): void
  close(): void
}

const HEADER = '{"parley":"watch","version":1}'
/** The file is written anew when it has grown to so many times what it holds, and to so many bytes. */
const GROWTH = 4
const SMALL = 1_000_000

type Values = Map<string, unknown>

/**
 * Opens the journal, and makes it where there is none. Each call of `put` is one line at its end; a line that a kill has cut off
 * counts for nothing. A file that is no journal is renamed, never overwritten.
 *
 * @throws {ParleyError} `FILE_UNREADABLE`
 */
export function openJournal(path: string): Journal {
  return onDisk(path, () => {
    mkdirSync(dirname(path), { recursive: true })
    const found = existsSync(path) ? valuesIn(readFileSync(path, 'utf8')) : new Map<string, unknown>()
    const broken = found === null ? putAside(path) : null
    return journalOver(path, { values: found ?? new Map<string, unknown>(), broken })
  })
}

interface Opened {
  readonly values: Values
  readonly broken: string | null
}

function journalOver(path: string, { values, broken }: Opened): Journal {
  let file = writeAnew(path, values)
  const whole = () => Math.max(SMALL, GROWTH * file.bytes)
  let limit = whole()
  return {
    broken,
    get: key => values.get(key),
    keys: () => [...values.keys()],
    put: changes => {
      onDisk(path, () => {
        const line = `${JSON.stringify(changes)}\n`
        apply(values, changes)
        file.bytes += writeAll(file.descriptor, line)
        fsyncSync(file.descriptor)
        if (file.bytes < limit) return
        const before = file.descriptor
        file = writeAnew(path, values)
        closeSync(before)
        limit = whole()
      })
    },
    close: () => {
      closeSync(file.descriptor)
    },
  }
}

function apply(values: Values, changes: object): void {
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) values.delete(key)
    else values.set(key, value)
  }
}

/** What the lines of a journal come to; null for what is none. */
function valuesIn(text: string): Values | null {
  if (text === '') return new Map()
  const [header, ...lines] = text.split('\n')
  if (header !== HEADER) return null
  // What follows the last line feed was cut off by a kill.
  const whole = lines.slice(0, -1).map(parsed)
  if (!whole.every(changes => changes !== null)) return null
  const values: Values = new Map()
  for (const changes of whole) apply(values, changes)
  return values
}

function parsed(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function putAside(path: string): string {
  const names = Array.from({ length: 1000 }, (_, i) => `${path}.broken-${i + 1}`)
  const free = names.find(name => !existsSync(name)) ?? `${path}.broken`
  renameSync(path, free)
  return free
}

/** Writes the journal in one line, beside it, and puts it in its place; gives it open at its end. */
function writeAnew(path: string, values: Values): { readonly descriptor: number; bytes: number } {
  const beside = `${path}.new`
  const descriptor = openSync(beside, 'w', 0o600)
  const bytes = writeAll(descriptor, `${HEADER}\n${JSON.stringify(Object.fromEntries(values))}\n`)
  fsyncSync(descriptor)
  renameSync(beside, path)
  syncFolder(dirname(path))
  return { descriptor, bytes }
}

function writeAll(descriptor: number, text: string): number {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
  return bytes.length
}

/** A new name is on the disk only when its folder is; some systems do not let folders be opened. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch {
    return
  }
}

function onDisk<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw failureOf(path, error)
  }
}

import { sql, type Kysely } from 'kysely'
import { dialectOf } from './dialect.ts'
import { shadowName, shadowPlugin } from './shadow.ts'
import { PROJECTION, VIEWS, type Tables } from './tables.ts'
import { applyEntry } from './views/apply.ts'
import { writeSearchRows } from './views/search-rows.ts'
import type { Entry } from './entries.ts'
import type { Store } from './store.ts'

export interface RebuildOptions {
  /** Entries in one transaction; others can write between two. Default 500. */
  readonly batch?: number
  /** Called after each batch. */
  readonly progress?: (done: number, total: number) => void
  /** Stops after the batch under way; a later rebuild goes on from there. */
  readonly signal?: AbortSignal
}

export interface Rebuilt {
  /** Whether the new views are in place; false where it was stopped. */
  readonly finished: boolean
  /** Entries applied so far, those of an earlier, stopped rebuild included. */
  readonly entries: number
}

/**
 * Computes the views anew beside those in use, in batches, and puts them in place in one step:
 * whoever reads sees the old views whole or the new ones whole. A stopped or killed rebuild is taken up where it was.
 */
export async function rebuildViews(store: Store, options: RebuildOptions = {}): Promise<Rebuilt> {
  const { batch = 500, progress, signal } = options
  let done = await store.immediate(beginShadows)
  for (;;) {
    if (signal?.aborted === true) return { finished: false, entries: done }
    const step = await store.immediate(db => stepShadows(db, batch))
    done = step.done
    progress?.(done, step.total)
    if (step.finished) return { finished: true, entries: done }
    await new Promise(resolve => setImmediate(resolve)) // lets a signal arrive
  }
}

/** Takes away what a rebuild has gathered: one that is under way goes on from the first entry, and so does the next after a stopped one. */
export async function emptyShadows(db: Kysely<Tables>): Promise<void> {
  const state = await selectNext(db)
  await dropShadows(db)
  if (state !== undefined) await makeShadows(db)
}

async function dropShadows(db: Kysely<Tables>): Promise<void> {
  for (const view of VIEWS) await sql`drop table if exists ${sql.id(shadowName(view))}`.execute(db)
  await db.deleteFrom('view_state').where('name', '=', 'next').execute()
}

/** Takes up the shadows of a stopped rebuild by the same rules, or makes empty ones. */
async function beginShadows(db: Kysely<Tables>): Promise<number> {
  const state = await selectNext(db)
  if (state?.projection === PROJECTION) return state.through
  await dropShadows(db)
  await makeShadows(db)
  return 0
}

function selectNext(db: Kysely<Tables>) {
  return db.selectFrom('view_state').selectAll().where('name', '=', 'next').executeTakeFirst()
}

async function makeShadows(db: Kysely<Tables>): Promise<void> {
  for (const view of VIEWS) await dialectOf(db).makeShadow(db, view, name => isNeededMeanwhile.test(name))
  await db.insertInto('view_state').values({ name: 'next', projection: PROJECTION, through: 0 }).execute()
}

// By these the views find what an entry speaks of; all others are made at the end, which is faster.
const isNeededMeanwhile = /^(dispatch|happening)_by_id$|_by_(dispatch|record|happening)$/

async function stepShadows(db: Kysely<Tables>, batch: number) {
  const states = await db.selectFrom('view_state').select(['name', 'through']).execute()
  const total = await countEntries(db)
  const next = states.find(({ name }) => name === 'next')
  // Another process rebuilds as well: it has gone on meanwhile, and may have put the views in place, which alone takes this row away.
  if (next === undefined) return { done: states[0]?.through ?? 0, total, finished: true }
  const through = await applyEntries(db, next.through, batch)
  // Less than asked for: this is the end of the chain, and nobody can append before the transaction ends.
  const finished = through - next.through < batch
  if (finished) await swapShadows(db, through)
  else await db.updateTable('view_state').set({ through }).where('name', '=', 'next').execute()
  return { done: through, total, finished }
}

async function countEntries(db: Kysely<Tables>): Promise<number> {
  const row = await db.selectFrom('entry').select(({ fn }) => fn.max('sequence').as('last')).executeTakeFirst() // prettier-ignore
  return row?.last ?? 0
}

/** Applies entries behind one to the shadows, and gives the last. */
async function applyEntries(db: Kysely<Tables>, after: number, batch: number): Promise<number> {
  const rows = await db.selectFrom('entry').selectAll().where('sequence', '>', after).orderBy('sequence').limit(batch).execute() // prettier-ignore
  const shadows = db.withPlugin(shadowPlugin())
  for (const { sequence, kind, recorded_at, body } of rows) {
    const entry = { sequence, kind, recordedAt: recorded_at, body: JSON.parse(body) as unknown }
    await applyEntry(shadows, entry as Entry)
  }
  await writeSearchRows(shadows)
  return rows.at(-1)?.sequence ?? after
}

/** Puts the shadows in place of the views. */
async function swapShadows(db: Kysely<Tables>, through: number): Promise<void> {
  await dialectOf(db).swapShadows(db, VIEWS)
  await db.deleteFrom('view_state').where('name', '=', 'next').execute()
  await db.updateTable('view_state').set({ projection: PROJECTION, through }).where('name', '=', 'live').execute()
}

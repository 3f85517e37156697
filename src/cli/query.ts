import type { Command } from 'commander'
import { flatDispatch, flatEvent, flatProcess } from '../ledger/queries/flat.ts'
import { ledgerPath, useLedger } from './ledger-path.ts'
import { printList, withListOptions, type Listing } from './listing.ts'
import { commandOf, parseCommand } from './options.ts'
import { addFilters, dispatchFilter, eventFilter, processFilter, type QueryFlags } from './query-filters.ts'
import { dispatchLine, eventLines, processObjectLines } from './query-table.ts'
import { findDispatches } from '../ledger/queries/dispatches.ts'
import { findEvents, type EventRow } from '../ledger/queries/events.ts'
import { findProcessObjects, type ProcessRow } from '../ledger/queries/process.ts'
import type { DispatchRow } from '../ledger/queries/dispatch-row.ts'
import type { Terminal } from './terminal.ts'

function command(): Command {
  const line = commandOf(
    'query',
    'Prints what the ledger holds: events, dispatches or process objects.',
    `
    parley query events --actor RUS --category ASSAULT --from 2025-06-01
    parley query events --text "prisoner exchange" --format csv > events.csv
    parley query process --kind proposal,position --party COD/REB
    parley query dispatches --publisher Reuters --as-of 2025-06-30 --format json
    parley query dispatches --reading not-about-this,not-read`,
  )
  return withListOptions(addFilters(line))
}

/** `parley query`: rows on standard output, JSON one a line. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = command()
  if (!(await parseCommand(line, args, terminal))) return 0
  const [list] = line.args
  const flags = line.opts<QueryFlags>()
  return useLedger(ledgerPath(line), { readOnly: true }, async ({ reader }) => {
    const setting = { command: 'query', reader, flags, terminal }
    if (list === 'events') return printList(eventListing(flags), setting)
    if (list === 'dispatches') return printList(dispatchListing(flags), setting)
    return printList(processListing(flags), setting)
  })
}

function eventListing(flags: QueryFlags): Listing<EventRow> {
  const filter = eventFilter(flags)
  return { find: (reader, request) => findEvents(reader, filter, request), flat: flatEvent, lines: eventLines }
}

function dispatchListing(flags: QueryFlags): Listing<DispatchRow> {
  const filter = dispatchFilter(flags)
  return { find: (reader, request) => findDispatches(reader, filter, request), flat: flatDispatch, lines: dispatchLine }
}

function processListing(flags: QueryFlags): Listing<ProcessRow> {
  const filter = processFilter(flags)
  return { find: (reader, request) => findProcessObjects(reader, filter, request), flat: flatProcess, lines: processObjectLines } // prettier-ignore
}

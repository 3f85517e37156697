import type { Board } from '../ledger/boards/find-boards.ts'
import { codesOfKey } from '../process/across/tracks.ts'
import { paint } from './paint.ts'
import { cut, plain } from './table.ts'
import type { Terminal } from './terminal.ts'

const LEAST_WIDTH = 60

export function widthOf({ columns }: Pick<Terminal, 'columns'>): number {
  return Math.max(LEAST_WIDTH, Math.min(columns, 120))
}

/** What a process is called: its name, else the names of its two parties. */
export function boardTitle({ key, name, parties }: Pick<Board, 'key' | 'name' | 'parties'>): string {
  if (name !== null) return plain(name)
  const called = (code: string) => plain(parties.find(party => party.code === code)?.name ?? code)
  return codesOfKey(key).map(called).join(' – ')
}

/** All processes, one a line: what they are called, how much is told of them, from when to when. */
export function processList(boards: readonly Board[], terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  if (boards.length === 0) return 'The ledger tells of no process: two parties that negotiate make one.\n'
  const ink = paint(terminal.colours)
  const width = widthOf(terminal)
  const days = 24
  const numbers = 26
  const room = width - days - numbers - 2
  const keyRoom = Math.min(24, Math.max(8, ...boards.map(({ key }) => key.length)))
  const line = ([key, title]: readonly [string, string], counts: readonly (string | number)[], stretch: string) => {
    const named = `${cut(key, keyRoom).padEnd(keyRoom)}  ${cut(title, Math.max(8, room - keyRoom - 2))}`.padEnd(room)
    const told = counts.map((count, i) => String(count).padStart(i === 0 ? 11 : i === 1 ? 7 : 8)).join('')
    return `${named}${told}  ${stretch}`.trimEnd()
  }
  return [
    ink.faint(line(['Key', 'Process'], ['Dispatches', 'Rounds', 'Agreed'], 'First and last day')),
    ...boards.map(board => {
      const held = board.rounds.filter(({ status }) => status === 'happened' || status === 'ongoing')
      const agreed = board.commitments.filter(one => one.agreed !== null)
      return line(
        [board.key, boardTitle(board)],
        [board.dispatches.length, held.length, agreed.length],
        [board.first, board.last].filter(day => day !== null).join('/'),
      )
    }),
    '',
  ].join('\n')
}

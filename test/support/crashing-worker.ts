import type { Dispatch } from '../../src/contract.ts'
import type { BatchMessage } from '../../src/scale/reading-worker.ts'
import { NO_PROCESS } from '../../src/text/document.ts'

// A worker of the reading pool that dies of a text with the word "fatal", as one that has no memory left does.

export function readBatch(dispatches: readonly Dispatch[]): Promise<BatchMessage> {
  if (dispatches.some(({ text }) => text.includes('fatal'))) process.exit(1)
  const results = dispatches.map(document => ({ reading: { document, events: [], process: NO_PROCESS } }))
  const version = { engine: '0.1.0', model: 'a'.repeat(64), session: 'native' as const }
  return Promise.resolve({ version, faults: [], results })
}

import { Piscina } from 'piscina'
import type { PdfPages } from './lines.ts'
import type { PdfAnswer } from './worker.ts'

/** Longest time for one file, in milliseconds; a report takes a tenth of a second. */
const PATIENCE_MS = 30_000
const MOST_MEMORY_MB = 512

const PROGRAM = new URL(`worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

/**
 * Reads the lines of a PDF in a thread of its own.
 *
 * @throws {Error} Why it cannot be read: `it is locked with a password`.
 */
export async function readPages(bytes: Uint8Array, patienceMs = PATIENCE_MS): Promise<PdfPages> {
  const pool = new Piscina<Uint8Array, PdfAnswer>({
    filename: PROGRAM.href,
    // Where the sources themselves run, a thread needs their loader too.
    ...(PROGRAM.pathname.endsWith('.ts') && { execArgv: ['--import', 'tsx'] }),
    name: 'readPdf',
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  pool.on('error', () => undefined) // the thread's end is told by what it was asked
  try {
    const answer = await pool.run(bytes, { signal: AbortSignal.timeout(patienceMs) }).catch(problemOf(patienceMs))
    if ('problem' in answer) throw new Error(answer.problem)
    return answer.read
  } finally {
    await pool.destroy()
  }
}

function problemOf(patienceMs: number) {
  return (error: NodeJS.ErrnoException): PdfAnswer => {
    if (error.name === 'AbortError') return { problem: `it takes longer than ${patienceMs / 1000} s` }
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { problem: 'it takes more memory than a report may' }
    return { problem: error.message }
  }
}

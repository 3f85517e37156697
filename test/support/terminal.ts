import { Readable } from 'node:stream'
import { main } from '../../src/cli/main.ts'
import type { Fetcher } from '../../src/intake/fetch/fetcher.ts'

/** What a command line printed. */
export interface Printed {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process, as `bin/parley` does in its own. */
export async function parley(
  args: readonly string[],
  options: { stdin?: string | Buffer; columns?: number; isTerminal?: boolean; fetcher?: Fetcher } = {},
): Promise<Printed> {
  const { stdin = '', columns = 100, isTerminal = false } = options
  const printed = { out: '', err: '' }
  const status = await main(args, {
    log: { warn: line => void (printed.err += `${line}\n`), progress: () => undefined },
    print: text => {
      printed.out += text
      return Promise.resolve()
    },
    isTerminal,
    columns,
    colours: false,
    stdin: Readable.from([Buffer.from(stdin)]),
    ...(options.fetcher && { fetcher: options.fetcher }),
  })
  return { status, ...printed }
}

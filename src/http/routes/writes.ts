import { createHash } from 'node:crypto'
import type { Dispatch } from '../../contract.ts'
import { dispatchOfText } from '../../intake/dispatch.ts'
import type { Api, ServerContext } from '../context.ts'
import { addBody, addReply, correctionBody, entryReply, readBody, readReply, reviewBody } from '../schemas.ts'
import { replies } from './lists.ts'

/** Reading a text, adding one, reviews and corrections. */
export function addWriteRoutes(app: Api, { ledger, reader }: ServerContext): void {
  app.post(
    '/read',
    { schema: { summary: 'The reading of a text; stores nothing', body: readBody, response: replies(readReply) } },
    async ({ body }) => {
      const { engine, model } = reader.version
      return { reading: await reader.read(await dispatchOf(body)), engine, model }
    },
  )
  app.post(
    '/dispatches',
    { schema: { summary: 'Reads and records a text', body: addBody, response: replies(addReply) } },
    async ({ body }) => {
      const dispatch = await dispatchOf(body)
      const reading = await reader.read(dispatch)
      const incoming = { dispatch, name: body.name ?? 'workbench', receivedAt: ledger.clock().toISOString() }
      return ledger.transact(async writer => {
        const { state } = await writer.record(incoming, reading, reader.version)
        return {
          dispatch: dispatch.id,
          held: state === 'already-there' ? ('kept' as const) : ('added' as const),
          head: writer.head,
        }
      })
    },
  )
  app.post(
    '/reviews',
    {
      schema: {
        summary: 'Accepts or rejects a record, or withdraws the decision',
        body: reviewBody,
        response: replies(entryReply),
      },
    },
    async ({ body }) => ({ head: await ledger.transact(writer => writer.review(body)) }),
  )
  app.post(
    '/corrections',
    { schema: { summary: 'Changes one slot of a record', body: correctionBody, response: replies(entryReply) } },
    async ({ body }) => ({ head: await ledger.transact(writer => writer.correct(body)) }),
  )
}

interface GivenText {
  readonly text: string
  readonly title?: string | undefined
  readonly published?: string | undefined
  readonly publisher?: string | undefined
}

/** The dispatch that a file with this text would be. */
function dispatchOf({ text, title, published, publisher }: GivenText): Promise<Dispatch> {
  const name = `text ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
  const given = { ...(title && { title }), ...(published && { published }), ...(publisher && { publisher }) }
  return dispatchOfText(name, Buffer.from(text, 'utf8'), given)
}

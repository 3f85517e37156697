import { Socket } from 'node:net'
import { Client } from 'pg'
import { ParleyError } from '../../errors.ts'
import type { Place } from './address.ts'

/**
 * Watches over a connection at work: where nothing has come from the server for a while, another connection asks whether it is there.
 * Work that takes long goes on; where the server's host is gone, the connection is broken off, and its query fails with `LEDGER_LOST`.
 * TCP by itself notices this after two hours of waiting, or a quarter of one of sending.
 *
 * @returns Ends the watch.
 */
export function watchServer(client: Client, place: Place): () => void {
  const { stream } = client.connection
  const bytesRead = () => (stream instanceof Socket ? stream.bytesRead : 0)
  let read = bytesRead()
  let timer: NodeJS.Timeout | null = null
  let isWatched = true
  const look = async () => {
    const isSilent = () => isWatched && bytesRead() === read
    // Asked twice: a program that was stopped for a while, as by Ctrl-Z, finds that its first question has taken too long.
    if (isSilent() && !(await isPresent(place)) && !(await isPresent(place)) && isSilent())
      stream.destroy(new ParleyError('LEDGER_LOST', { path: place.path, reason: 'the server does not answer' }))
    read = bytesRead()
    if (isWatched) wait()
  }
  const wait = () => (timer = setTimeout(() => void look(), place.silentMs).unref())
  wait()
  return () => {
    isWatched = false
    if (timer !== null) clearTimeout(timer)
  }
}

/** Whether anything answers at the place: a refusal is an answer. */
async function isPresent(place: Place): Promise<boolean> {
  const client = new Client({ ...place.config, connectionTimeoutMillis: place.answerMs })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    return !isSilence(error as Error)
  } finally {
    void client.end().catch(() => undefined)
    breakOffLater(client, place)
  }
}

const NOBODY: ReadonlySet<unknown> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'])

const isSilence = (error: Error) => error.message === 'timeout expired' || ('code' in error && NOBODY.has(error.code))

/** Breaks off a connection that has said goodbye, unless the server has closed it by then: a program ends only when all are closed. */
export function breakOffLater(client: Client, { answerMs }: Place): void {
  setTimeout(() => client.connection.stream.destroy(), answerMs).unref()
}

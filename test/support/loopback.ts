import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The way to a server, which can be made to swallow all that goes over it, as where the server's host is gone. */
export interface Loopback {
  /** The server's address by this way. */
  readonly address: string
  /** From now on nothing gets through, nor is anybody told; new connections are taken and never answered. */
  swallow(): void
  /** Lets things through again; what was swallowed is lost, and so are the connections that it went over. */
  restore(): void
  close(): Promise<void>
}

/** Opens a way to the server of an address. */
export async function openLoopback(address: string): Promise<Loopback> {
  const url = new URL(address)
  const { hostname, port } = url
  const ends = new Set<Socket>()
  let isSwallowing = false
  const pass = (from: Socket, to: Socket) => {
    ends.add(from)
    const own = { isLost: isSwallowing }
    from.on('data', bytes => {
      own.isLost ||= isSwallowing
      if (!own.isLost) to.write(bytes)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      ends.delete(from)
      if (!own.isLost && !isSwallowing) to.destroy()
    })
  }
  const listener = createServer(near => {
    const far = connect(Number(port), hostname)
    pass(near, far)
    pass(far, near)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  url.port = String((listener.address() as AddressInfo).port)
  return {
    address: url.href,
    swallow: () => {
      isSwallowing = true
    },
    restore: () => {
      isSwallowing = false
    },
    close: async () => {
      for (const end of ends) end.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}

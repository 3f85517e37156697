/** Whether the ledger is in a PostgreSQL database: `postgres://` or `postgresql://`, then all that libpq's addresses have. */
export function isPostgres(address: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(address)
}

/** The file, or the database's address as it may be shown: without password. What is no address is not shown at all. */
export function shownAddress(address: string): string {
  if (!isPostgres(address)) return address
  const url = parseAddress(address)
  if (url === null) return 'postgres://…'
  url.password = ''
  url.searchParams.delete('password')
  return url.href
}

/** The address in its parts; null where it is none. A user without a host, as for a socket, stands for this machine. */
export function parseAddress(address: string): URL | null {
  try {
    return new URL(address.replace(/^(\w+:\/\/[^/?#]*@)(?=[/?]|$)/, '$1localhost'))
  } catch {
    return null
  }
}

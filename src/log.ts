/** Where the command line and the server write what is not their result. Tests hand in their own. */
export interface Log {
  /** A line for the person, on standard error. */
  warn(line: string): void
  /** A line that overwrites itself on a terminal and is silent elsewhere; an empty line clears it. */
  progress(line: string): void
}

/** Writes to standard error; progress only where that is a terminal. */
export function terminalLog(stream: NodeJS.WriteStream = process.stderr): Log {
  const clear = stream.isTTY ? '\r\u001b[K' : ''
  return {
    warn: line => void stream.write(`${clear}${line}\n`),
    progress: line => {
      if (stream.isTTY) stream.write(clear + line.slice(0, stream.columns - 1))
    },
  }
}

/** Keeps quiet. */
export const silentLog: Log = { warn: () => undefined, progress: () => undefined }

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { serverProcess } from '#test/helpers/server-process.ts'

test('what npm start runs becomes the server itself, and ends when it is told to', async () => {
  const server = await serverProcess({ isLaunched: true, isDemo: true })
  try {
    await server.start()
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
    // On Linux, and with a Node that can begin anew in place.
    if (process.platform === 'linux' && 'execve' in process)
      expect(readFileSync(`/proc/${server.pid()}/environ`, 'utf8').split('\0')).toContain(
        'MALLOC_MMAP_THRESHOLD_=131072',
      )
    expect(await server.stop()).toBe(0)
  } finally {
    await server.dispose()
  }
})

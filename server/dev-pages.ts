import { readFile } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { dressPage, isNavigation } from './pages.ts'
import type { Pages } from './pages.ts'

interface DevPages {
  pages: Pages
  close(): Promise<void>
}

/** The client from its sources, through Vite inside this process: one port, and its reload socket on the same server. */
export async function devPages(root: string, server: Server): Promise<DevPages> {
  // Loaded here alone: the product runs without Vite installed.
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  })
  const sendIndex = async (request: IncomingMessage, response: ServerResponse) => {
    const source = await readFile(join(root, 'client/index.html'), 'utf8')
    const page = await vite.transformIndexHtml(request.url ?? '/', source)
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    response.end(dressPage(page, request.headers.cookie ?? ''))
  }
  const pages: Pages = (request, response) => {
    vite.middlewares(request, response, () => {
      if (!isNavigation(request)) return void response.writeHead(404).end()
      sendIndex(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
    })
  }
  return { pages, close: () => vite.close() }
}

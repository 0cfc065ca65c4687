import type { Environment } from 'vitest/environments'

/** The client's resolution of modules; the window comes with each file (`window-of-its-own.ts`). */
const environment: Environment = {
  name: 'client-without-window',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
}
export default environment

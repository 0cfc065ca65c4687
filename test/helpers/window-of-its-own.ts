import { afterAll, vi } from 'vitest'
import { builtinEnvironments } from 'vitest/environments'

/*
 * The files that draw share a process and what npm brought into it; the window, and all modules of ours with the words that have
 * come to them, are each file's own.
 */
vi.resetModules()
const { teardown } = await builtinEnvironments['happy-dom'].setup(globalThis, {})
afterAll(() => teardown(globalThis))

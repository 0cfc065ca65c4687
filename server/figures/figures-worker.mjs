// Sources run as they are: a worker thread on Node 20 cannot be given TypeScript, so the loader is put up first.
import { register } from 'tsx/esm/api'

register()
await import('./figures-worker.ts')

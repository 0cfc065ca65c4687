import type { EditorPerson } from '#client/editor/bridge.ts'

/** People of the project, by id, with the names meant for whoever reads. */
export type People = ReadonlyMap<string, EditorPerson>

import type { DocumentRow } from '#client/data/documents.ts'

interface Shelves {
  mine: DocumentRow[]
  project: DocumentRow[]
  teachers: DocumentRow[]
  others: DocumentRow[]
  templates: DocumentRow[]
}

/** Where each page stands for a person of this group: last changed first on every shelf. */
export function shelve(documents: readonly DocumentRow[], groupId: string | null): Shelves {
  const shelves: Shelves = { mine: [], project: [], teachers: [], others: [], templates: [] }
  for (const row of documents.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)))
    shelves[shelfOf(row, groupId)].push(row)
  return shelves
}

function shelfOf(row: DocumentRow, groupId: string | null): keyof Shelves {
  if (row.isTemplate) return 'templates'
  if (row.access === 'teachers') return 'teachers'
  if (!row.group) return 'project'
  return row.group.id === groupId ? 'mine' : 'others'
}

/** The one page to go on with: my group's last changed that I can write, else the project's. */
export function pageToGoOn({ mine, project }: Shelves): DocumentRow | null {
  return [...mine, ...project].find((row) => row.reach === 'write') ?? null
}

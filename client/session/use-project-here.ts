import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { documentQuery } from '#client/data/documents.ts'
import { projectQuery } from '#client/data/projects.ts'

/** The project one is in, by the address: /p/…, or the project of the open page; and whether it is still on its way. */
export function useProjectHere() {
  const { projectId, documentId } = useParams({ strict: false })
  const open = useQuery({ ...documentQuery(documentId ?? ''), enabled: documentId !== undefined })
  const id = projectId ?? open.data?.document.projectId ?? null
  const { data, isLoading } = useQuery({ ...projectQuery(id ?? ''), enabled: id !== null })
  return { projectId: id, project: data?.project ?? null, isComing: open.isLoading || isLoading }
}

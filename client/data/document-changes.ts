import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BoardContent } from '#collab/documents/board.ts'
import { api, call } from '#client/api.ts'
import type { DocumentAccess, DocumentRow } from './documents.ts'

const projectDocuments = api.api.projects[':projectId'].documents

export interface NewDocument {
  kind: DocumentRow['kind']
  title: string
  /** Of the title. */
  language?: string | null
  groupId: string | null
  access: DocumentAccess
  isTemplate: boolean
  /** What a board begins with: some content, or a copy of another. */
  content?: BoardContent
  copyOf?: string
}

interface DocumentChange {
  title?: string
  language?: string | null
  state?: 'open' | 'frozen' | 'removed'
  /** Null: until a teacher thaws it. The server counts, whatever this device's clock says. */
  frozenForSeconds?: number | null
  frozenReason?: string | null
}

export function useStartDocument(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ content, ...page }: NewDocument) =>
      call(
        projectDocuments.$post({ param: { projectId }, json: content ? { ...page, content: { ...content } } : page }),
      ),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['documents', projectId] }),
  })
}

export function useChangeDocument(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ documentId, ...json }: DocumentChange & { documentId: string }) =>
      call(api.api.documents[':documentId'].$patch({ param: { documentId }, json })),
    onSuccess: (_answer, { documentId }) =>
      void Promise.all([
        queryClient.invalidateQueries({ queryKey: ['documents', projectId] }),
        queryClient.invalidateQueries({ queryKey: ['document', documentId] }),
      ]),
  })
}

/** All groups when `groupIds` is left out; groups that have a copy keep it. */
export function useHandOut(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ documentId, groupIds }: { documentId: string; groupIds?: string[] }) =>
      call(
        api.api.documents[':documentId']['hand-out'].$post({
          param: { documentId },
          json: groupIds ? { groupIds } : {},
        }),
      ),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['documents', projectId] }),
  })
}

/** One line into every copy of a template; the answer says of each what became of it. */
export function useInstruct(documentId: string) {
  return useMutation({
    mutationFn: (json: { text: string; place: 'top' | 'end' }) =>
      call(api.api.documents[':documentId'].instruction.$post({ param: { documentId }, json })),
  })
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export interface ClassroomRow {
  id: string
  name: string
  ageFrom: number
  ageTo: number
  pupilCount: number
  cardCount: number
  isMine: boolean
  archivedAt: string | null
}

export interface Pupil {
  id: string
  displayName: string
  pseudonym: string
  card: { state: 'none' | 'ready' | 'used'; createdAt: string | null; lastUsedAt: string | null }
}

export interface ClassroomView {
  classroom: { id: string; name: string; ageFrom: number; ageTo: number }
  pupils: Pupil[]
  teachers: { id: string; displayName: string }[]
  can: { edit: boolean; printCards: boolean }
}

export interface CheckedRow {
  line: number
  input: string
  displayName: string | null
  errors: string[]
}

export interface PrintedCard {
  userId: string
  displayName: string
  secret: string
  code: string
  url: string
}

export interface ClassroomWords {
  name: string
  ageFrom: number
  ageTo: number
}

const classroomApi = api.api.classrooms[':classroomId']

export const classroomsQuery = queryOptions({
  queryKey: ['classrooms'],
  queryFn: (): Promise<{ classrooms: ClassroomRow[] }> => call(api.api.classrooms.$get()),
})

export const classroomQuery = (classroomId: string) =>
  queryOptions({
    queryKey: ['classroom', classroomId],
    queryFn: (): Promise<ClassroomView> => call(classroomApi.$get({ param: { classroomId } })),
  })

export function useCreateClassroom() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: ClassroomWords): Promise<{ classroom: { id: string } }> =>
      call(api.api.classrooms.$post({ json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['classrooms'] }),
  })
}

/** Anything that changes a classroom makes both the list and its own page stale. */
function useClassroomChange<Input, Output>(classroomId: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['classrooms'] }),
        queryClient.invalidateQueries({ queryKey: ['classroom', classroomId] }),
      ]),
  })
}

export const useChangeClassroom = (classroomId: string) =>
  useClassroomChange(classroomId, (json: Partial<ClassroomWords> & { isArchived?: boolean }) =>
    call(classroomApi.$patch({ param: { classroomId }, json })),
  )

/** A dry run: nothing is stored. */
export const useCheckPupils = (classroomId: string) =>
  useMutation({
    mutationFn: (text: string): Promise<{ rows: CheckedRow[]; okCount: number }> =>
      call(classroomApi.pupils.check.$post({ param: { classroomId }, json: { text } })),
  })

export const useAddPupils = (classroomId: string) =>
  useClassroomChange(classroomId, (names: string[]): Promise<{ added: number }> =>
    call(classroomApi.pupils.$post({ param: { classroomId }, json: { names } })),
  )

export const useChangePupil = (classroomId: string) =>
  useClassroomChange(classroomId, ({ userId, ...json }: { userId: string; displayName?: string; pseudonym?: 'new' }) =>
    call(classroomApi.pupils[':userId'].$patch({ param: { classroomId, userId }, json })),
  )

export const useRemovePupil = (classroomId: string) =>
  useClassroomChange(classroomId, (userId: string) =>
    call(classroomApi.pupils[':userId'].$delete({ param: { classroomId, userId } })),
  )

export const usePrintCards = (classroomId: string) =>
  useClassroomChange(classroomId, (userIds: string[]): Promise<{ cards: PrintedCard[] }> =>
    call(classroomApi.cards.$post({ param: { classroomId }, json: { userIds } })),
  )

export const useVoidCards = (classroomId: string) =>
  useClassroomChange(classroomId, (userIds: string[]) =>
    call(classroomApi.cards.void.$post({ param: { classroomId }, json: { userIds } })),
  )

export const useAddTeacher = (classroomId: string) =>
  useClassroomChange(classroomId, (userId: string) =>
    call(classroomApi.teachers.$post({ param: { classroomId }, json: { userId } })),
  )

export const useRemoveTeacher = (classroomId: string) =>
  useClassroomChange(classroomId, (userId: string) =>
    call(classroomApi.teachers[':userId'].$delete({ param: { classroomId, userId } })),
  )

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const classroomApi = api.api.classrooms[':id']

const fetchClassrooms = () => call(api.api.classrooms.$get())
const fetchClassroom = (id: string) => call(classroomApi.$get({ param: { id } }))
const checkPupils = (id: string, json: PastedList) => call(classroomApi.pupils.check.$post({ param: { id }, json }))
const printCards = (id: string, userIds: string[]) =>
  call(classroomApi.cards.$post({ param: { id }, json: { userIds } }))

export type ClassroomRow = Awaited<ReturnType<typeof fetchClassrooms>>['classrooms'][number]
export type ClassroomView = Awaited<ReturnType<typeof fetchClassroom>>
export type Pupil = ClassroomView['pupils'][number]
export type CheckedList = Awaited<ReturnType<typeof checkPupils>>
export type CheckedRow = CheckedList['rows'][number]
export type PrintedCard = Awaited<ReturnType<typeof printCards>>['cards'][number]

/** Which of two names stands first, where the list does not say it. */
export type NameOrder = 'first_last' | 'last_first'

interface PastedList {
  text: string
  order?: NameOrder | undefined
}

export interface ClassroomWords {
  name: string
  ageFrom: number
  ageTo: number
}

export const classroomsQuery = queryOptions({ queryKey: ['classrooms'], queryFn: fetchClassrooms })

export const classroomQuery = (classroomId: string) =>
  queryOptions({ queryKey: ['classroom', classroomId], queryFn: () => fetchClassroom(classroomId) })

export function useCreateClassroom() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: ClassroomWords) => call(api.api.classrooms.$post({ json })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['classrooms'] }),
  })
}

/** Anything that changes a classroom makes both the list and its own page stale. */
function useClassroomChange<Input, Output>(classroomId: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all([
        queryClient.invalidateQueries({ queryKey: ['classrooms'] }),
        queryClient.invalidateQueries({ queryKey: ['classroom', classroomId] }),
      ]),
  })
}

export const useChangeClassroom = (id: string) =>
  useClassroomChange(id, (json: Partial<ClassroomWords> & { isArchived?: boolean }) =>
    call(classroomApi.$patch({ param: { id }, json })),
  )

/** A dry run: nothing is stored. */
export const useCheckPupils = (id: string) => useMutation({ mutationFn: (list: PastedList) => checkPupils(id, list) })

export const useAddPupils = (id: string) =>
  useClassroomChange(id, (names: string[]) => call(classroomApi.pupils.$post({ param: { id }, json: { names } })))

export const useChangePupil = (id: string) =>
  useClassroomChange(id, ({ userId, ...json }: { userId: string; displayName?: string; pseudonym?: 'new' }) =>
    call(classroomApi.pupils[':userId'].$patch({ param: { id, userId }, json })),
  )

export const useAnswerPseudonym = (id: string) =>
  useClassroomChange(id, ({ userId, isApproved }: { userId: string; isApproved: boolean }) =>
    call(classroomApi.pupils[':userId'].pseudonym.$post({ param: { id, userId }, json: { isApproved } })),
  )

/** Into another class of the school: its page, the lists of people and the turn of the year are stale then too. */
export function useMovePupil(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, classroomId }: { userId: string; classroomId: string }) =>
      call(classroomApi.pupils[':userId'].place.$put({ param: { id, userId }, json: { classroomId } })),
    onSuccess: () =>
      void Promise.all(
        ['classrooms', 'classroom', 'people', 'school'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  })
}

export const useRemovePupil = (id: string) =>
  useClassroomChange(id, (userId: string) => call(classroomApi.pupils[':userId'].$delete({ param: { id, userId } })))

export const usePrintCards = (id: string) => useClassroomChange(id, (userIds: string[]) => printCards(id, userIds))

/** The same cards once more; takes the password of who asks. */
export const usePrintCardsAgain = (id: string) =>
  useMutation({
    mutationFn: (json: { userIds: string[]; password: string }) =>
      call(classroomApi.cards.again.$post({ param: { id }, json })),
  })

export const useVoidCards = (id: string) =>
  useClassroomChange(id, (userIds: string[]) =>
    call(classroomApi.cards.void.$post({ param: { id }, json: { userIds } })),
  )

export const useAddTeacher = (id: string) =>
  useClassroomChange(id, (userId: string) => call(classroomApi.teachers.$post({ param: { id }, json: { userId } })))

export const useRemoveTeacher = (id: string) =>
  useClassroomChange(id, (userId: string) => call(classroomApi.teachers[':userId'].$delete({ param: { id, userId } })))

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const officesApi = api.api.offices
const officeApi = officesApi[':officeId']

const fetchOffices = () => call(officesApi.$get())
export type OfficeView = Awaited<ReturnType<typeof fetchOffices>>['offices'][number]

export const officesQuery = queryOptions({ queryKey: ['offices'], queryFn: fetchOffices })

const on = (day: string) => (day === '' ? {} : { on: day })

const fetchMandates = (officeId: string, day: string) =>
  call(officeApi.mandates.$get({ param: { officeId }, query: on(day) }))
export type MandatesView = Awaited<ReturnType<typeof fetchMandates>>
export type MandateView = MandatesView['mandates'][number]

/** Who was what at an office on a day; for '' today. */
export const mandatesQuery = (officeId: string, day: string) =>
  queryOptions({ queryKey: ['offices', officeId, 'mandates', day], queryFn: () => fetchMandates(officeId, day) })

const fetchRegions = (officeId: string, day: string) =>
  call(officeApi.regions.$get({ param: { officeId }, query: on(day) }))
export type RegionView = Awaited<ReturnType<typeof fetchRegions>>['regions'][number]
export type ContactView = RegionView['contacts'][number]

/** The regions of a day, with whom one found there; for '' of today. */
export const regionsQuery = (officeId: string, day = '') =>
  queryOptions({ queryKey: ['offices', officeId, 'regions', day], queryFn: () => fetchRegions(officeId, day) })

/** What a school was on a day. */
export const schoolOnQuery = (officeId: string, schoolId: string, day: string) =>
  queryOptions({
    queryKey: ['offices', officeId, 'schools', schoolId, day],
    queryFn: () => call(officeApi.schools[':schoolId'].$get({ param: { officeId, schoolId }, query: on(day) })),
  })

function useOfficeChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['offices'] }),
  })
}

export const mandatePosts = ['director', 'officer', 'correspondent', 'assessor', 'observer'] as const
export type MandatePost = (typeof mandatePosts)[number]
export const contactKinds = ['rector', 'dareic', 'workshop'] as const
export type ContactKind = (typeof contactKinds)[number]

type NewMandate = { post: MandatePost; regionId?: string } & ({ userId: string; from: string } | { email: string })

export const useGiveMandate = (officeId: string) =>
  useOfficeChange((json: NewMandate) => call(officeApi.mandates.$post({ param: { officeId }, json })))

export const useEndMandate = (officeId: string) =>
  useOfficeChange(({ mandateId, to }: { mandateId: string; to: string }) =>
    call(officeApi.mandates[':mandateId'].$patch({ param: { officeId, mandateId }, json: { to } })),
  )

interface NewOffice {
  office: { name: string; town: string; countryCode: string }
  email: string
}

export const useOpenOffice = () => useOfficeChange((json: NewOffice) => call(officesApi.$post({ json })))

interface OfficeChange {
  allowsSignUp?: boolean
  address?: string
  email?: string | null
  /** The first day on which it is closed. */
  closedOn?: string
}

export const useChangeOffice = (officeId: string) =>
  useOfficeChange((json: OfficeChange) => call(officeApi.$patch({ param: { officeId }, json })))

export const useTakeBackInvitation = () =>
  useOfficeChange((id: string) => call(api.api.invitations[':id'].$delete({ param: { id } })))

interface NewContact {
  regionId: string
  kind: ContactKind
  name: string
  salutation: string
  address: string
  email: string | null
  from: string
  to: null
}

export const useAddContact = (officeId: string) =>
  useOfficeChange((json: NewContact) => call(officeApi.contacts.$post({ param: { officeId }, json })))

type ContactFacts = Omit<ContactView, 'id'>

/** Says what is right of a contact, or ends it: `to` is the first day on which it does not hold. */
export const useChangeContact = (officeId: string) =>
  useOfficeChange(({ contactId, facts }: { contactId: string; facts: ContactFacts }) =>
    call(officeApi.contacts[':contactId'].$put({ param: { officeId, contactId }, json: facts })),
  )

/** Takes away one that was never right. */
export const useRemoveContact = (officeId: string) =>
  useOfficeChange((contactId: string) =>
    call(officeApi.contacts[':contactId'].$delete({ param: { officeId, contactId } })),
  )

const fetchInstitutions = (officeId: string) => call(officeApi.institutions.$get({ param: { officeId } }))
export type InstitutionView = Awaited<ReturnType<typeof fetchInstitutions>>['institutions'][number]

export const institutionsQuery = (officeId: string) =>
  queryOptions({ queryKey: ['offices', officeId, 'institutions'], queryFn: () => fetchInstitutions(officeId) })

export const useRegisterInstitution = (officeId: string) =>
  useOfficeChange((json: { name: string; town: string; region?: string }) =>
    call(officeApi.institutions.$post({ param: { officeId }, json })),
  )

export const useInviteToInstitution = (officeId: string) =>
  useOfficeChange((schoolId: string) =>
    call(officeApi.institutions[':schoolId'].invitation.$post({ param: { officeId, schoolId } })),
  )

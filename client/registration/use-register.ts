import { useMutation, useQuery } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { useSum, withSum } from '#client/auth/sum.ts'
import type { Draft } from './draft.ts'

type Registration = Parameters<(typeof api.api.register)['$post']>[0]['json']

export function useSignUp() {
  return useQuery({ queryKey: ['sign-up'], queryFn: () => call(api.api.register.$get()) })
}

interface Sought {
  country: string
  q: string
}

/** Asked for at the button, not at each letter. */
export function useFoundSchools(sought: Sought | null) {
  return useQuery({
    queryKey: ['findable-schools', sought],
    queryFn: () => call(api.api.schools.$get({ query: sought ?? { country: '', q: '' } })),
    enabled: sought !== null,
    retry: false,
  })
}
export type FoundSchool = NonNullable<ReturnType<typeof useFoundSchools>['data']>['schools'][number]

function schoolOf({ school, brought }: Draft): Registration['school'] {
  if (school !== null) return { id: school.id }
  const { kind, name, town, country, region, code, proof } = brought
  const more = { ...(region !== '' && { region }), ...(code.trim() !== '' && { code: code.trim() }) }
  return { new: { kind, name: name.trim(), town: town.trim(), country, proof: proof.trim(), ...more } }
}

/** `sum` is there while this device is at one. */
export function useRegister(locale: Registration['locale']) {
  const { sum, onSum } = useSum()
  const register = useMutation({
    mutationFn: (draft: Draft) => {
      const { displayName, email, post } = draft.person
      const person = { displayName: displayName.trim(), email: email.trim(), post, locale }
      const json = { ...person, school: schoolOf(draft) }
      return withSum(
        (solution) => call(api.api.register.$post({ json: { ...json, ...(solution && { solution }) } })),
        onSum,
      )
    },
  })
  return { ...register, sum }
}

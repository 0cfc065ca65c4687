import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { rulesQuery } from '#client/data/writing-rules.ts'
import { later, Nothing } from '#client/ui/later.tsx'

// Some seconds of a lesson. Where it is not on the device, nobody writes either: the server sees to that.
const EyesScreen = later(() => import('./eyes-screen.tsx').then((module) => module.EyesScreen), Nothing)

/** Looks whether a teacher wants to be looked at. */
export function EyesWatch({ projectId }: { projectId: string }) {
  const { data } = useQuery(rulesQuery(projectId))
  const rule = data?.rules.find(({ purpose }) => purpose === 'eyes')
  if (rule === undefined) return null
  return (
    <Suspense fallback={null}>
      <EyesScreen key={rule.setAt} projectId={projectId} rule={rule} />
    </Suspense>
  )
}

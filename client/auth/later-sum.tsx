import { Suspense } from 'react'
import { later, Nothing } from '#client/ui/later.tsx'
import type { Sum } from './sum.ts'

// Most who sign in never see it.
const Notice = later(() => import('./sum-notice.tsx').then((module) => module.SumNotice), Nothing)

/** `why`: where it is not about signing in. */
export function SumUnderWay({ sum, why }: { sum: Sum | null; why?: string }) {
  return <Suspense fallback={null}>{sum && <Notice sum={sum} why={why} />}</Suspense>
}

import { Suspense } from 'react'
import { later, Nothing } from '#client/ui/later.tsx'
import type { Sum } from './use-sign-in.ts'

// Most who sign in never see it.
const Notice = later(() => import('./sum-notice.tsx').then((module) => module.SumNotice), Nothing)

export function SumUnderWay({ sum }: { sum: Sum | null }) {
  return <Suspense fallback={null}>{sum && <Notice sum={sum} />}</Suspense>
}

import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { timerQuery } from '#client/data/timer.ts'
import { later, Nothing } from '#client/ui/later.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'

// Most of the time there is none.
const TimerStrip = later(() => import('./timer-strip.tsx').then((module) => module.TimerStrip), Nothing)

/** Above every screen of a project the time that all in it have left, while a timer is there. What it says is heard once. */
export function TimerPlace({ projectId }: { projectId: string }) {
  const { data, dataUpdatedAt } = useQuery(timerQuery(projectId))
  const [said, setSaid] = useState('')
  const timer = data?.timer ?? null
  useRootMark('timer', timer === null ? null : 'shown')
  return (
    <>
      {timer !== null && (
        <Suspense fallback={null}>
          <TimerStrip
            projectId={projectId}
            timer={timer}
            heardAt={dataUpdatedAt}
            canSet={data?.can.set === true}
            onSay={setSaid}
          />
        </Suspense>
      )}
      <p className="visually-hidden" role="status">
        {timer === null ? '' : said}
      </p>
    </>
  )
}

import { Navigation } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import type { FollowProps } from './follow.tsx'
import { useLead } from './use-lead.ts'

// Of the pages in which somebody leads.
const Follow = later(() => import('./follow.tsx').then((module) => module.Follow), Nothing)

/** Leads the pupils of this page, or ends it: one button. */
export function FollowMeButton({
  isLeading,
  onChange,
}: {
  isLeading: boolean
  onChange: (isLeading: boolean) => void
}) {
  const { t } = useMessages()
  return (
    <Button icon={Navigation} variant={isLeading ? 'primary' : 'secondary'} onPress={() => onChange(!isLeading)}>
      {t(isLeading ? 'document.follow_end' : 'document.follow_me')}
    </Button>
  )
}

/** What follows, or leads, while somebody does. */
export function FollowMe(props: Omit<FollowProps, 'lead'>) {
  const lead = useLead(props.awareness, props.user.id)
  const isNeeded = lead !== null || props.isLeading
  // What was said at the end is still to be heard.
  const [wasNeeded, setWasNeeded] = useState(false)
  useEffect(() => {
    if (isNeeded) setWasNeeded(true)
  }, [isNeeded])
  if (!isNeeded && !wasNeeded) return null
  return (
    <Suspense fallback={null}>
      <Follow {...props} lead={lead} />
    </Suspense>
  )
}

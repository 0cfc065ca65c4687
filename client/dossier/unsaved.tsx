import { useBlocker } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { LeaveQuestion } from '#client/ui/unsaved-words.tsx'
import { useLatest } from '#client/ui/use-latest.ts'

interface Field {
  isUnsaved: () => boolean
  /** What is not saved is kept: whoever leaves loses none of it. */
  isKept?: boolean
  /** Saves what is written there; false where that did not go. */
  save: () => Promise<boolean>
}

const Fields = createContext(new Set<Field>())

/** A field whose words are saved before its screen is left, and with it at the latest. */
export function useUnsaved(field: Field): void {
  const fields = useContext(Fields)
  const latest = useLatest(field)
  useEffect(() => {
    const one: Field = {
      isUnsaved: () => latest.current.isUnsaved(),
      save: () => latest.current.save(),
      isKept: latest.current.isKept === true,
    }
    fields.add(one)
    return () => {
      fields.delete(one)
      void one.save()
    }
  }, [fields, latest])
}

/** Saves all that is written in the fields around; false where one of them did not go. */
export function useSaveAll() {
  const fields = useContext(Fields)
  return async () => !(await Promise.all([...fields].map((field) => field.save()))).includes(false)
}

const after = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms))

/** Who leaves does not wait longer for an answer: they are asked, and go as soon as it comes. */
const askAfterMs = 1_000

/** Who leaves waits until all is saved, and is asked where something cannot be. */
export function KeepsUnsaved({ children }: { children: ReactNode }) {
  const { t } = useMessages()
  const [fields] = useState(() => new Set<Field>())
  const blocker = useBlocker({
    shouldBlockFn: async () => {
      const safe = [...fields].map(async (field) => (await field.save()) || field.isKept === true)
      const saving = Promise.all(safe).then((all) => !all.includes(false))
      const isSaved = await Promise.race([saving, after(askAfterMs)])
      if (!isSaved) void saving.then((saved) => saved && latest.current.proceed?.())
      return !isSaved
    },
    enableBeforeUnload: () => [...fields].some((field) => field.isUnsaved()),
    withResolver: true,
  })
  const latest = useLatest(blocker)
  return (
    <Fields value={fields}>
      {children}
      <LeaveQuestion
        isOpen={blocker.status === 'blocked'}
        onStay={() => blocker.reset?.()}
        onLeave={() => blocker.proceed?.()}
        words={t('dossier.leaveWords')}
      />
    </Fields>
  )
}

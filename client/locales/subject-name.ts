import { subjects } from './languages.ts'
import { useMessages } from './messages.tsx'

/** A subject by its word; one that somebody wrote freely as they wrote it. */
export function useSubjectName() {
  const { t } = useMessages()
  return (id: string) => {
    const subject = subjects.find((one) => one === id)
    return subject ? t(`projects.subject_${subject}`) : id
  }
}

import { useMessages } from '#client/locales/messages.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import styles from './person-name.module.css'
import type { Member } from '#client/data/people.ts'

interface PersonNameProps {
  member: Member
  hasSchoolTile?: boolean
}

/** A person as this reader may know them: mark, name, and for staff the name partners see. */
export function PersonName({ member, hasSchoolTile = false }: PersonNameProps) {
  const { t } = useMessages()
  return (
    <span className={styles.person}>
      <Avatar name={member.name} colour={member.paletteIndex} shape={member.shape} size="s" />
      <span className={styles.words}>
        <span>
          {member.name}
          {member.isSelf && <span className={styles.aside}> ({t('common.you')})</span>}
        </span>
        {(hasSchoolTile || member.alias) && (
          <span className={styles.second}>
            {hasSchoolTile && <SchoolChip school={member.school} size="tile" />}
            {member.alias && (
              <span className={styles.alias}>
                <span className="visually-hidden">{t('people.partnersSee')}</span> {member.alias}
              </span>
            )}
          </span>
        )}
      </span>
    </span>
  )
}

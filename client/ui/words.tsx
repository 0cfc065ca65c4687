import styles from './words.module.css'

/** What somebody wrote, with its lines. */
export function Words({ children }: { children: string }) {
  return (
    <p className={styles.words} dir="auto">
      {children}
    </p>
  )
}

import type { Procedure } from '../../../catalogue/schema.ts'
import type { HandoutLines } from '../../../domain/guidance/handout.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './printed-guide.module.css'
import { useWords } from './use-words.ts'

export type Layout = 'a4' | 'slip'

interface PrintedGuideProps {
  readonly layout: Layout
  readonly procedure: Procedure
  readonly lines: HandoutLines
  /** Of the code. */
  readonly text: string
}

/** The same on an A4 sheet or an 80 mm roll. */
export function PrintedGuide({ layout, procedure, lines, text }: PrintedGuideProps) {
  const { t, language } = useWords()
  return (
    <section className={`${styles.sheet} ${layout === 'a4' ? styles.a4 : styles.slip}`} aria-hidden="true">
      <p className={styles.title}>{lines.title}</p>
      <p className={styles.official}>{procedure.name[language]}</p>
      <div className={styles.body}>
        <div className={styles.texts}>
          {lines.papers.length === 0 ? null : (
            <>
              <p className={styles.papersTitle}>{lines.papersTitle}</p>
              <ul>
                {lines.papers.map((paper) => (
                  <li key={paper}>{paper}</li>
                ))}
              </ul>
            </>
          )}
          {lines.rest.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {lines.desk === undefined ? null : (
            <p>
              {lines.desk.label}: <span lang="vi">{lines.desk.unit}</span>
            </p>
          )}
        </div>
        <div className={styles.qr}>
          <QrCode text={text} label={t('takeHome.qrLabel')} />
        </div>
      </div>
      <p className={styles.code}>
        {t(procedure.official?.guide === 'from-record' ? 'takeHome.codeTaken' : 'takeHome.code', {
          code: procedure.code,
          day: formatPartialDate(procedure.verifiedOn),
        })}
      </p>
    </section>
  )
}

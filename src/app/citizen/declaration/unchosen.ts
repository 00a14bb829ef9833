/** Address questions where a commune was begun but none was chosen. */
export class Unchosen {
  readonly #listeners = new Set<() => void>()
  #questions: ReadonlySet<string> = new Set()

  readonly read = (): ReadonlySet<string> => this.#questions

  /** Returns the way to unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly set = (question: string, isUnchosen: boolean): void => {
    if (this.#questions.has(question) === isUnchosen) return
    const questions = new Set(this.#questions)
    if (isUnchosen) questions.add(question)
    else questions.delete(question)
    this.#questions = questions
    for (const listener of this.#listeners) listener()
  }
}

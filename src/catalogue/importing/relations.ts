/** Relations between records may run in a circle: two procedures cannot each replace the other. */

/** Every code that stands in a circle, by a walk that no depth of relations can overflow. */
export function codesInCircles(relations: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>()
  const finished = new Set<string>()
  for (const start of relations.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    const stack: { readonly code: string; readonly isLeaving: boolean }[] = [
      { code: start, isLeaving: false },
    ]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { code, isLeaving } = next
      if (isLeaving) {
        path.pop()
        onPath.delete(code)
        finished.add(code)
        continue
      }
      if (onPath.has(code)) {
        for (const member of path.slice(path.indexOf(code))) found.add(member)
        continue
      }
      if (finished.has(code)) continue
      path.push(code)
      onPath.add(code)
      stack.push({ code, isLeaving: true })
      for (const target of relations.get(code) ?? []) stack.push({ code: target, isLeaving: false })
    }
  }
  return found
}

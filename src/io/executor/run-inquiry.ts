import type { Executor } from '../../experiment/execute/executor.ts';
import type { Inquiry } from '../../experiment/execute/inquiry.ts';

/** How far an inquiry is. */
export interface InquiryProgress {
  /** Runs asked for so far; an inquiry may ask for more when it has seen their replies. */
  readonly asked: number;
  /** Of those, how many have their replies, and how many of these a run was made for. */
  readonly replied: number;
  readonly made: number;
  /** What has been run of those that are under way, in runs. */
  readonly underWay: number;
}

/** Answers a question by the runs that it asks for. Throws what the executor throws. */
export async function runInquiry<T>(
  inquiry: Inquiry<T>,
  executor: Executor,
  onProgress?: (progress: InquiryProgress) => void,
): Promise<T> {
  const counts = { asked: 0, replied: 0, made: 0 };
  const fractions = new Map<number, number>();
  const tell = () => {
    let underWay = 0;
    for (const fraction of fractions.values()) underWay += fraction;
    onProgress?.({ ...counts, underWay });
  };
  for (let step = inquiry.next(); ; ) {
    if (step.done === true) return step.value;
    counts.asked += step.value.length;
    const replies = await executor.execute(step.value, {
      replied(position, _, isNew) {
        counts.replied++;
        if (isNew) counts.made++;
        fractions.delete(position);
        tell();
      },
      advanced(position, fraction) {
        fractions.set(position, fraction);
        tell();
      },
    });
    fractions.clear();
    step = inquiry.next(replies);
  }
}

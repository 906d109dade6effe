import type { Findings } from '../../findings.ts';
import { Names, nameOf } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';

/** Services by cluster and name. One that is wrong in itself counts as known, in whatever cluster it may have been meant to be. */
export class ServiceNames<T> {
  private readonly byCluster = new Map<string, Names<T>>();
  private readonly broken = new Set<string>();
  /** Whether there are some whose names could not be read. */
  private isIncomplete = false;

  /** Two of one name in one cluster are a problem. */
  add(cluster: string, name: string, service: T, path: Path, findings: Findings): void {
    this.of(cluster).add(name, service, path, findings);
  }

  /** One that is wrong; `null` when not even its name could be read. */
  addBroken(name: string | null): void {
    if (name === null) this.isIncomplete = true;
    else this.broken.add(name);
  }

  /** The service of a name or ARN; `null`, with a problem unless it may be one that is wrong, when the cluster has none. */
  resolve(cluster: string, reference: string, path: Path, findings: Findings): T | null {
    if (this.isIncomplete || this.broken.has(nameOf(reference))) return null;
    return this.of(cluster).resolve(reference, path, findings);
  }

  /** All as `cluster/name`; `null` when some of them are wrong. */
  labels(): readonly string[] | null {
    if (this.isIncomplete || this.broken.size > 0) return null;
    return [...this.byCluster].flatMap(([cluster, names]) =>
      names.names().map((name) => `${cluster}/${name}`),
    );
  }

  private of(cluster: string): Names<T> {
    const known = this.byCluster.get(cluster);
    if (known !== undefined) return known;
    const names = new Names<T>(`a service of cluster ${cluster}`);
    this.byCluster.set(cluster, names);
    return names;
  }
}

import { type OpenQueryName, openQueryTexts } from '../../texts/open-queries.ts';
import { type ReadyQuery, readyQuery } from './ready-query.ts';

/** What whoever may use GraphiQL may run: it tells of no student. */
export const openQueries: readonly ReadyQuery[] = [
  open(
    'plan',
    `query PlanOfTwo {
  site {
    classYear
    departments {
      code
      unitName {
        zh
        en
      }
    }
  }
  formKeys {
    keys {
      kid
      crv
    }
  }
}`,
  ),
  open(
    'entryPoints',
    `query EntryPoints {
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
    mutationType {
      fields {
        name
        description
      }
    }
  }
}`,
  ),
  open(
    'guide',
    `query Guide {
  serviceGuide {
    serviceName
    serviceCode
    leadDepartment
    timeLimit
    summary
  }
  site {
    departments {
      code
      unitName {
        zh
        en
      }
      phones {
        display
      }
    }
  }
}`,
  ),
];

function open(name: OpenQueryName, document: string): ReadyQuery {
  return readyQuery(name, openQueryTexts[name], document, {});
}

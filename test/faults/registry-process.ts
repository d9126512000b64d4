import type { DepartmentCommand } from './department-command.ts';
import { serveEntities } from './entity-server.ts';

// node test/faults/registry-process.ts: a graduate school with everybody on its roster but those whose number begins with X.

serveEntities(
  `type Student {
     id: ID! name: String gender: String grade: String college: String major: String
     enrollmentDate: String leaveType: String classYear: Int
   }`,
  (id) => {
    if (id.startsWith('X')) return null;
    const person = {
      name: `测试员${id}`,
      gender: 'NOT_STATED',
      grade: '2017',
      college: '信息与控制工程学院',
    };
    const study = {
      major: '信息与通信工程',
      enrollmentDate: '2017-09-08',
      leaveType: 'GRADUATION',
      classYear: 2020,
    };
    return { id, ...person, ...study };
  },
  (command, behaviour) => {
    const wanted = command as DepartmentCommand;
    if (wanted.do === 'latency') behaviour.latencyMs = wanted.ms;
    if (wanted.do === 'cap') behaviour.perSecond = wanted.perSecond;
    return true;
  },
);

export { comparable } from './comparison.js';
export type { ServiceName, SystemAddresses } from './http/system-client.js';
export { type DemoClient, type DemoPerson, demoClients, demoPeople } from './roster.js';
export { playStory, type StoryResult, type StoryStage } from './story/play.js';
export { summarize } from './summary.js';

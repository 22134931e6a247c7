/** Everything that the console says, in one place. */
export const texts = {
  title: 'Parley console',
  version: (version) => `version ${version}`,
  navigation: 'Views',
  conversations: 'Conversations',
  signOut: 'Sign out',
  skip: 'Skip to the view',

  signIn: 'Sign in',
  account: 'Account SID',
  token: 'Auth token',
  signInHelp:
    'The server printed the account’s SID when it started, and where its auth token is. An API key and its secret will do as well.',
  wrongCredentials: 'This is not the SID and the token of an account of this server.',
  usedLink: 'This link was used already, or its time is over. Sign in with the credentials.',
  starting: 'One moment …',

  loading: 'Loading …',
  failed: (reason) => `That did not work: ${reason}`,
  unreachable: 'the server does not answer',
  retry: 'Try again',
  more: 'More',

  search: 'Search',
  searchHint: 'Name, unique name, participant',
  service: 'Service',
  state: 'State',
  anyState: 'Any state',
  states: { initializing: 'Initializing', active: 'Active', inactive: 'Inactive', closed: 'Closed' },
  listOfConversations: 'List of conversations',
  noConversations: 'No conversation fits.',
  untitled: 'Without a name',
  counts: (messages, participants) =>
    `${messages} ${messages === 1 ? 'message' : 'messages'}, ${participants} ${
      participants === 1 ? 'participant' : 'participants'
    }`,
  pickConversation: 'Choose a conversation from the list.',
  backToList: 'Back to the list',

  thread: 'Conversation',
  uniqueName: 'Unique name',
  created: 'Created',
  messages: 'Messages',
  earlier: 'Earlier messages',
  noMessages: 'Nothing was written yet.',
  nobody: 'no author',
  edited: 'edited',
  readBy: (names) => `Read by ${names.join(', ')}`,
  receipts: 'Receipts',
  receiptsSummary: (delivery) =>
    ['sent', 'delivered', 'read', 'failed', 'undelivered']
      .filter((status) => delivery[status] && delivery[status] !== 'none')
      .map((status) => `${status}: ${delivery[status]}`)
      .join(', ') || 'on its way',
  receiptLine: (receipt) =>
    `${receipt.status}${receipt.error_code ? `, error ${receipt.error_code}` : ''}`,
  media: (file, size) => `${file}, ${size} bytes`,
  unnamedFile: 'File without a name',
  participants: 'Participants',
  noParticipants: 'Nobody takes part.',
  readUpTo: (index) => (index === null ? 'has read nothing' : `has read up to message ${index}`),
  notConnected: 'Not connected: what happens now appears later.',
  writing: (names) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} writing …`,
  writeAs: 'Write as',
  message: 'Message',
  send: 'Send',
  closedForWriting: 'This conversation is closed: nobody writes here any more.',
  edit: 'Edit',
  save: 'Save',
  cancel: 'Cancel',
  rename: 'Rename',
  friendlyName: 'Friendly name',
  close: 'Close',
  closeQuestion: (title) => `Close “${title}”? It cannot be opened again.`,
  removeConversation: 'Delete conversation',
  removeConversationQuestion: (title) => `Delete “${title}” with all that was written in it?`,
  removeMessage: 'Delete',
  removeMessageQuestion: (author) => `Delete this message of ${author}?`,
  attributes: 'Attributes',
  tooDeep: 'too deep to be shown as a tree',
};

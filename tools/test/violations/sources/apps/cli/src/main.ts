console.log('a command speaks to its terminal');

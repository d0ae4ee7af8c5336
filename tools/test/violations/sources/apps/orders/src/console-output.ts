console.log('order submitted');

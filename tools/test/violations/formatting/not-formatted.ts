export const  days = [ 1,2 ]
